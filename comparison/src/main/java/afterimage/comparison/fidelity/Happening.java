package afterimage.comparison.fidelity;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// An event as far as it matters for a comparison.
///
/// @param step the command that it came from, or in whose transaction it was found
public record Happening(int step, String type, ObjectNode data) {}
