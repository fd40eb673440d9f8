package io.rserpool.boot.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;

import io.rserpool.Selection;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportUse;

import org.springframework.http.HttpRequest;
import org.springframework.http.client.support.HttpRequestWrapper;

/**
 * A request with the address of an element in place of the pool's name.
 */
final class ElementRequest extends HttpRequestWrapper {

	private final URI uri;

	/**
	 * Turns a request to an element.
	 * @throws IOException if the element does not serve HTTP
	 */
	ElementRequest(HttpRequest request, Selection element) throws IOException {
		super(request);
		// In name service mode there is no control channel (S18).
		if (!(element.transport() instanceof TcpTransport tcp) || tcp.use() != TransportUse.DATA_ONLY) {
			throw new IOException("Element " + element + " cannot be sent an HTTP request: its transport is "
					+ element.transport() + ", not TCP with data only");
		}
		this.uri = at(request.getURI(), element.address());
	}

	@Override
	public URI getURI() {
		return this.uri;
	}

	private static URI at(URI uri, InetSocketAddress address) {
		String host = address.getAddress().getHostAddress();
		StringBuilder text = new StringBuilder(64).append(uri.getScheme()).append("://");
		if (uri.getRawUserInfo() != null) {
			text.append(uri.getRawUserInfo()).append('@');
		}
		if (host.indexOf(':') >= 0) {
			text.append('[').append(host).append(']');
		}
		else {
			text.append(host);
		}
		text.append(':').append(address.getPort()).append(uri.getRawPath());
		if (uri.getRawQuery() != null) {
			text.append('?').append(uri.getRawQuery());
		}
		return URI.create(text.toString());
	}

}
