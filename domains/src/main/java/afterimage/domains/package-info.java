/// Schemas that are not ours in the way a user's is not: a library's loans and a billing ledger.
/// Out: the SQL that makes the tables, and a load that is the same for the same seed. Their
/// mappings are `mappings/library.yaml` and `mappings/billing.yaml`. Start reading at [Domain].
@NullMarked
package afterimage.domains;

import org.jspecify.annotations.NullMarked;
