package io.rserpool.enrp;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.rserpool.Conformance;
import io.rserpool.wire.ListRequest;
import io.rserpool.wire.ListResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a server says of the others (RFC 5353 section 3.2.2.2).
 */
class ServerListTests {

	private final PeerFixture server = PeerFixture.serving();

	@Test
	@DisplayName("RFC 5353 3.2.2.2: the list is all servers that are known, without the one that asks")
	@Conformance("ENRP-033")
	void listIsAllButTheAsker() {
		FakePeer first = this.server.lower().joins();
		FakePeer second = this.server.third().joins();
		FakePeer asker = this.server.higher().joins();

		asker.asksForList();

		ListResponse list = asker.last(ListResponse.class);
		assertThat(list.sender()).isEqualTo(PeerFixture.ID);
		assertThat(list.receiver()).isEqualTo(asker.id);
		assertThat(list.rejected()).isFalse();
		assertThat(list.servers()).containsExactlyInAnyOrder(this.server.information(), first.information(),
				second.information());
	}

	@Test
	@DisplayName("N-12: a server that is alone names itself")
	void loneServerNamesItself() {
		FakePeer asker = this.server.higher().joins();

		asker.asksForList();

		assertThat(asker.last(ListResponse.class).servers()).isEqualTo(List.of(this.server.information()));
	}

	@Test
	@DisplayName("N-12: servers that died are not on the list")
	void deadServersAreNotNamed() {
		FakePeer dead = this.server.lower().joins();
		FakePeer asker = this.server.higher().lives();
		dead.crashes();
		this.server.waitForTakeover();

		asker.asksForList();

		assertThat(asker.last(ListResponse.class).servers()).isEqualTo(List.of(this.server.information()));
	}

	@Test
	@DisplayName("N-12: a server whose address is not known is not on the list")
	void serversWithoutAddressAreNotNamed() {
		FakePeer shy = this.server.lower().dials();
		shy.says(new ListRequest(shy.id, PeerFixture.ID));
		FakePeer asker = this.server.higher().joins();

		asker.asksForList();

		assertThat(asker.last(ListResponse.class).servers()).isEqualTo(List.of(this.server.information()));
	}

}
