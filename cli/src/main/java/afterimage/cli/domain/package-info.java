/// `afterimage domain`: schemas to play with, and work on them. Start reading at [DomainCommand].
@NullMarked
package afterimage.cli.domain;

import org.jspecify.annotations.NullMarked;
