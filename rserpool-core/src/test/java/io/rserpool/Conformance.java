package io.rserpool;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which rows of {@code docs/conformance/*.csv} a test shows.
 * {@link ConformanceTableTests} makes {@code docs/conformance.md} of it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.METHOD, ElementType.TYPE })
public @interface Conformance {

	/** Row ids, such as {@code ASAP-3.1-3}. */
	String[] value();

}
