package io.rserpool.boot.session;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A bean whose {@link SessionMessage} methods serve the sessions of a pool element. The
 * element itself is declared in the configuration ({@code transport: session}); it takes
 * the bean that names its pool, or the one that its property {@code handler} names.
 * Methods are called for each session one at a time; different sessions are served side
 * by side by the same bean.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface PoolElementService {

	/**
	 * Handle of the pool, as text or as hex: and hexadecimal digits. Without it, the bean
	 * serves the elements that name it.
	 */
	String value() default "";

}
