package io.rserpool.quickstart.fractal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BandProtocolTests {

	private static final BandRequest REQUEST = Tour.scene(1).request(TileGrid.DEFAULT, 7, 95, 16);

	@Test
	void requestIsReadAsItWasWritten() throws IOException {
		byte[] octets = octets(REQUEST::write);

		assertThat(octets).hasSize(60);
		assertThat(BandRequest.read(input(octets))).isEqualTo(REQUEST);
	}

	@Test
	void replyIsReadAsItWasWritten() throws IOException {
		BandReply reply = Mandelbrot.compute(REQUEST);

		BandReply read = BandReply.read(input(octets(reply::write)));

		assertThat(read.answers(REQUEST)).isTrue();
		assertThat(read.levels()).isEqualTo(reply.levels());
	}

	@Test
	void greetingIsReadAsItWasWritten() throws IOException {
		Greeting greeting = new Greeting(3, 48113);

		assertThat(Greeting.read(input(octets(greeting::write)))).isEqualTo(greeting);
	}

	@Test
	void requestThatIsCutOffIsTheEndOfTheStream() throws IOException {
		byte[] octets = Arrays.copyOf(octets(REQUEST::write), 59);

		assertThatExceptionOfType(EOFException.class).isThrownBy(() -> BandRequest.read(input(octets)));
	}

	@Test
	void requestOfAnotherLengthIsRefused() throws IOException {
		byte[] octets = octets(REQUEST::write);
		octets[3]++;

		assertThatExceptionOfType(IOException.class).isThrownBy(() -> BandRequest.read(input(octets)))
			.withMessage("A request has 56 octets, not 57");
	}

	@Test
	void requestForTooMuchWorkIsRefused() throws IOException {
		byte[] octets = octets(REQUEST::write);
		octets[44] = 0x7f;

		assertThatExceptionOfType(IOException.class).isThrownBy(() -> BandRequest.read(input(octets)))
			.withMessageContaining("is not computed");
	}

	@Test
	void replyOfAbsurdLengthIsRefusedBeforeMemoryIsTaken() {
		byte[] octets = { 0x7f, -1, -1, -1, 0, 0 };

		assertThatExceptionOfType(IOException.class).isThrownBy(() -> BandReply.read(input(octets)))
			.withMessageStartingWith("A reply has 16 to");
	}

	@Test
	void strangerWhoGreetsOtherwiseIsRefused() {
		byte[] octets = "HTTP/1.1 400 Bad Request".getBytes();

		assertThatExceptionOfType(IOException.class).isThrownBy(() -> Greeting.read(input(octets)))
			.withMessageContaining("0x48545450");
	}

	@Test
	void replyToAnotherRequestDoesNotAnswer() {
		BandReply reply = Mandelbrot.compute(REQUEST);

		assertThat(reply.answers(Tour.scene(1).request(TileGrid.DEFAULT, 7, 95, 15))).isFalse();
		assertThat(new BandReply(7, 95, 16, new byte[3]).answers(REQUEST)).isFalse();
	}

	@Test
	void bandsThatDoNotFillATileAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new TileGrid(12, 8, 68, 5));
	}

	private static DataInputStream input(byte[] octets) {
		return new DataInputStream(new ByteArrayInputStream(octets));
	}

	private static byte[] octets(Writing writing) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		writing.write(new DataOutputStream(out));
		return out.toByteArray();
	}

	private interface Writing {

		void write(DataOutputStream out) throws IOException;

	}

}
