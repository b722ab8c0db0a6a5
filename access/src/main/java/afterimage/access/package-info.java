/// Who may change things over HTTP. In: where the server listens, and the token it was given. Out:
/// a server that does not start beyond loopback without one, and a 401 for whoever changes
/// something and does not show it. What only reads is open to all. Start reading at [TokenFilter].
@NullMarked
package afterimage.access;

import org.jspecify.annotations.NullMarked;
