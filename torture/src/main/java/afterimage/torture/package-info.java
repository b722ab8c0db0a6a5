/// A pipeline of our own is killed, cut off and flooded for as long as told, and held against
/// oracles that share no code with it. In: a server, a seed, how much. Out: counts and verdicts.
/// The packages: `load` writes, `fault` breaks, `oracle` judges. Start reading at [Torture].
@NullMarked
package afterimage.torture;

import org.jspecify.annotations.NullMarked;
