package io.rserpool.boot.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Whether any host name stands for a pool.
 */
final class OnHttpPoolsCondition extends SpringBootCondition {

	private static final String PROPERTY = "rserpool.http.pools";

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Pools as hosts");
		boolean named = !ConfiguredNames.of(context.getEnvironment(), PROPERTY, RserpoolHttpProperties.Pool.class)
			.isEmpty();
		return named ? ConditionOutcome.match(message.found("property").items(PROPERTY))
				: ConditionOutcome.noMatch(message.didNotFind("property").items(PROPERTY));
	}

}
