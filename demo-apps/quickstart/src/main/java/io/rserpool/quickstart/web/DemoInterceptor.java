package io.rserpool.quickstart.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Lets the page use nothing but its own files, offers reloading without script
 * ({@code ?refresh=10}), and refuses buttons pressed by other sites.
 */
class DemoInterceptor implements HandlerInterceptor {

	private static final String POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws Exception {
		response.setHeader("Content-Security-Policy", POLICY);
		response.setHeader("X-Content-Type-Options", "nosniff");
		response.setHeader("Referrer-Policy", "same-origin");
		String refresh = request.getParameter("refresh");
		if (refresh != null && refresh.matches("[1-9][0-9]{0,3}")) {
			response.setHeader("Refresh", refresh);
		}
		if ("POST".equals(request.getMethod()) && isFromElsewhere(request)) {
			response.sendError(HttpServletResponse.SC_FORBIDDEN, "This button is on another site");
			return false;
		}
		return true;
	}

	// Browsers say where a request comes from; programs such as curl do not.
	private static boolean isFromElsewhere(HttpServletRequest request) {
		String site = request.getHeader("Sec-Fetch-Site");
		if (site != null) {
			return !"same-origin".equals(site) && !"none".equals(site);
		}
		String origin = request.getHeader("Origin");
		String host = request.getHeader("Host");
		return origin != null && (host == null || !origin.endsWith("://" + host));
	}

}
