package afterimage.legacy.rest;

import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/// The number of a cart in a path. It arrives as text, because a `long` that cannot be read would
/// be answered as a path that is not there. The largest is what JavaScript can count to.
@Pattern(regexp = "[1-9][0-9]{0,15}")
@DecimalMax("9007199254740991")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target(PARAMETER)
@Retention(RUNTIME)
@interface CartNumber {

  String message() default "must be a whole number from 1 to 9007199254740991";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};
}
