/// The questions to a store from the command line. In: a stream's name, and where the store is.
/// Out:
/// what is answered over HTTP too, as text or as that JSON. Start reading at [StoreQuestion];
/// what is
/// asked is in the event-sourced app.
@NullMarked
package afterimage.cli.ask;

import org.jspecify.annotations.NullMarked;
