/// Where row changes come from. In: a replication slot of the source database, made by us, never by
/// Debezium. Out: whole transactions ([afterimage.capture.change.ChangeSet]) in commit order, again
/// from the slot after any crash; acknowledged only once they are stored. The only importer of
/// `io.debezium`. Start reading at [ChangeSource].
@NullMarked
package afterimage.capture.source;

import org.jspecify.annotations.NullMarked;
