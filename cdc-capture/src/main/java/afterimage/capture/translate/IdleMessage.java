package afterimage.capture.translate;

import afterimage.capture.change.Message;

/// A logical message that a mapping reads, but of which no event came, and why.
public record IdleMessage(Message message, String reason) {}
