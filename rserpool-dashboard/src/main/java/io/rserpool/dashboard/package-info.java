/**
 * The dashboard: pages, live updates and JSON under {@code rserpool.dashboard.path}
 * (default {@code /rserpool}), on what one ENRP server of this application sees. Protocol
 * decisions and access to state machines do not belong here.
 * <p>
 * An application can add its own page to the frame. It declares a tab and writes a
 * template of its own:
 *
 * <pre class="code">
 * &#064;Bean
 * DashboardTab demoTab() {
 *     return new DashboardTab("Demo", "/demo");
 * }
 *
 * &lt;!DOCTYPE html&gt;
 * &lt;html xmlns:th="http://www.thymeleaf.org" th:replace="~{rserpool/frame :: page('Demo', '/demo', ~{::main})}"&gt;
 * &lt;body&gt;
 * &lt;main id="main" tabindex="-1"&gt;...&lt;/main&gt;
 * &lt;/body&gt;
 * &lt;/html&gt;
 * </pre>
 *
 * The fragment's arguments are the page's title, the tab's href (it marks the current
 * tab) and the {@code main} element. Inside, the classes of {@code dashboard.css} and the
 * icons of the frame ({@code i-up}, {@code i-ill}, {@code i-dead}, ...) are there. The
 * expression object {@code #rserpool} gives {@code link('/pools')} (a link into the
 * dashboard), {@code poolLink(handle)}, {@code ago(instant)} and {@code clock(instant)}.
 * An element {@code <div data-live="URL">} on the page subscribes to a stream of
 * server-sent events whose names are the ids of elements and whose data is their new
 * HTML. The frame uses no inline script or style, so {@code default-src 'self'} holds.
 */
@NullMarked
package io.rserpool.dashboard;

import org.jspecify.annotations.NullMarked;
