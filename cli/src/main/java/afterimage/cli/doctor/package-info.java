/// `afterimage doctor`: a database looked at, as text, JSON or Markdown. Start reading at
/// [DoctorCommand].
@NullMarked
package afterimage.cli.doctor;

import org.jspecify.annotations.NullMarked;
