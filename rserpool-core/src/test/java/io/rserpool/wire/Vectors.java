package io.rserpool.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/**
 * Reads the example messages under {@code vectors} on the class path.
 */
public final class Vectors {

	private Vectors() {
	}

	/**
	 * Returns the octets of a hex file: bare octets, or, if it begins with a comment,
	 * lines of an offset and octets.
	 */
	public static byte[] octets(String name) {
		String text = text(name);
		StringBuilder hex = new StringBuilder();
		boolean offsets = text.startsWith("#");
		for (String line : text.split("\n")) {
			if (!line.startsWith("#")) {
				hex.append(offsets ? line.replaceFirst("^\\s*\\S+", "") : line);
			}
		}
		return HexFormat.of().parseHex(hex.toString().replaceAll("\\s", ""));
	}

	/** Returns the rows of an index file without its heading. */
	public static List<List<String>> index(String name) {
		return text(name).lines().skip(1).map(Vectors::fields).toList();
	}

	private static List<String> fields(String row) {
		List<String> fields = new ArrayList<>();
		StringBuilder field = new StringBuilder();
		boolean quoted = false;
		for (char c : row.toCharArray()) {
			if (c == '"') {
				quoted = !quoted;
			}
			else if (c == ',' && !quoted) {
				fields.add(field.toString());
				field.setLength(0);
			}
			else {
				field.append(c);
			}
		}
		fields.add(field.toString());
		return fields;
	}

	/** Returns the names of all hex files of a folder that begin with a prefix. */
	public static List<String> names(String folder, String prefix) {
		try (Stream<Path> files = Files.list(Path.of(Vectors.class.getResource("/vectors/" + folder).toURI()))) {
			return files.map((file) -> file.getFileName().toString())
				.filter((file) -> file.startsWith(prefix) && file.endsWith(".hex"))
				.map((file) -> folder + "/" + file)
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public static String text(String name) {
		try (InputStream in = Vectors.class.getResourceAsStream("/vectors/" + name)) {
			if (in == null) {
				throw new IllegalArgumentException("No vector " + name);
			}
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static Decoded<AsapMessage> decodeAsap(byte[] octets) {
		return AsapCodec.decode(Unpooled.wrappedBuffer(octets), WireLimits.DEFAULT);
	}

	static Decoded<EnrpMessage> decodeEnrp(byte[] octets) {
		return EnrpCodec.decode(Unpooled.wrappedBuffer(octets), WireLimits.DEFAULT);
	}

	static Decoded<MappingChunk> decodeChunk(byte[] octets) {
		return ChunkCodec.decode(Unpooled.wrappedBuffer(octets), WireLimits.DEFAULT);
	}

	/** Encodes behind other octets, so that nothing can depend on the buffer's start. */
	static byte[] encode(WireMessage message) {
		ByteBuf out = Unpooled.buffer(16).writeZero(3);
		if (message instanceof AsapMessage asap) {
			AsapCodec.encode(asap, out);
		}
		else if (message instanceof EnrpMessage enrp) {
			EnrpCodec.encode(enrp, out);
		}
		else if (message instanceof MappingChunk chunk) {
			ChunkCodec.encode(chunk, out);
		}
		return ByteBufUtil.getBytes(out.skipBytes(3));
	}

	static String hex(byte[] octets) {
		return HexFormat.of().formatHex(octets);
	}

}
