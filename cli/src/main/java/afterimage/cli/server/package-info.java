/// The Quarkus server that hosts both apps and the report on one port. In: the addresses of three
/// databases. Out: a base URL, until it is closed. Start reading at [ShopServer].
@NullMarked
package afterimage.cli.server;

import org.jspecify.annotations.NullMarked;
