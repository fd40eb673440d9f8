package io.rserpool.dashboard;

import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.dialect.AbstractDialect;
import org.thymeleaf.dialect.IExpressionObjectDialect;
import org.thymeleaf.expression.IExpressionObjectFactory;

/**
 * Brings {@code #rserpool} into templates.
 */
class DashboardDialect extends AbstractDialect implements IExpressionObjectDialect {

	private static final String NAME = "rserpool";

	private final DashboardViews views;

	DashboardDialect(DashboardViews views) {
		super(NAME);
		this.views = views;
	}

	@Override
	public IExpressionObjectFactory getExpressionObjectFactory() {
		return new IExpressionObjectFactory() {

			@Override
			public Set<String> getAllExpressionObjectNames() {
				return Set.of(NAME);
			}

			@Override
			public @Nullable Object buildObject(IExpressionContext context, String name) {
				return NAME.equals(name) ? new DashboardExpressions(DashboardDialect.this.views, context) : null;
			}

			@Override
			public boolean isCacheable(String name) {
				return true;
			}

		};
	}

}
