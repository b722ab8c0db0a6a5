package afterimage.comparison.report.ladder;

import java.time.Instant;

/// With what a report was made, and how it is made again.
///
/// @param reproduce the command; never with an address, which may hold a password
public record Made(
    Instant at, String afterimage, String java, String server, String capture, String reproduce) {}
