/// `afterimage demo`: starts what is needed, plays the scenario, tells what came out, and leaves
/// nothing behind. Start reading at [DemoCommand].
@NullMarked
package afterimage.cli.demo;

import org.jspecify.annotations.NullMarked;
