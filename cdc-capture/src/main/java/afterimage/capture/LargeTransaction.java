package afterimage.capture;

import org.postgresql.replication.LogSequenceNumber;

/// What came of a transaction that is too large for memory.
///
/// @param commit the LSN at its end
/// @param unexplained how many of its changes no event covers
public record LargeTransaction(
    long transaction, LogSequenceNumber commit, long changes, long events, long unexplained) {}
