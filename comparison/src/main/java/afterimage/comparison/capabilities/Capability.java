package afterimage.comparison.capabilities;

import afterimage.comparison.ladder.Rung;

/// Something that one can do with a rung, or not.
///
/// @param name the same for all rungs
/// @param how what was tried, and what came of it
public record Capability(String name, Rung rung, boolean has, String how) {}
