package io.rserpool.dashboard;

/**
 * A tab that an application adds to the dashboard's frame, as a bean. Tabs stand behind
 * the dashboard's own ones, in the order of the beans.
 *
 * @param name what it is called, one word
 * @param href where it leads, from the application's root, such as {@code /demo}
 */
public record DashboardTab(String name, String href) {

}
