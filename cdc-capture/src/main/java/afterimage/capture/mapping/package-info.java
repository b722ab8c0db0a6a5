/// How row changes are read as domain events. In: the user's YAML file and the live catalog. Out:
/// an immutable [Mapping], its expressions compiled and typed, or all [Problem]s of the file at
/// once, each with its place. Start reading at [Mapping], then [MappingReader].
@NullMarked
package afterimage.capture.mapping;

import org.jspecify.annotations.NullMarked;
