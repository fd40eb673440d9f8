package io.rserpool.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Says to browsers that nothing but the dashboard's own files may be used on its pages,
 * and offers reloading without script ({@code ?refresh=10}).
 */
class DashboardInterceptor implements HandlerInterceptor {

	static final String POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		response.setHeader("Content-Security-Policy", POLICY);
		response.setHeader("X-Content-Type-Options", "nosniff");
		response.setHeader("Referrer-Policy", "same-origin");
		String refresh = request.getParameter("refresh");
		if (refresh != null && refresh.matches("[1-9][0-9]{0,3}")) {
			response.setHeader("Refresh", refresh);
		}
		return true;
	}

}
