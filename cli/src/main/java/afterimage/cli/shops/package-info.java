/// The two apps as plain objects, behind the port that workloads are driven through: no server, no
/// HTTP. In: commands. Out: the status, the problem and the body that HTTP would give. Start
/// reading at [PlainLegacyShop].
@NullMarked
package afterimage.cli.shops;

import org.jspecify.annotations.NullMarked;
