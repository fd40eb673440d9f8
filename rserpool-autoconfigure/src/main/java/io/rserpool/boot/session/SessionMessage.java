package io.rserpool.boot.session;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;

/**
 * A method of a {@link PoolElementService} that takes the messages of a name. It may
 * have, in any order, one parameter for the payload, and parameters of the types
 * {@link io.rserpool.ServedSession}, {@link io.rserpool.ReceivedMessage} and
 * {@link PoolCookie}. What it returns is the answer of a request; an exception refuses
 * the request with its message, and takes any other message, with its session, to another
 * element.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Reflective
public @interface SessionMessage {

	/** The message's name. Without it, the method's. */
	String value() default "";

}
