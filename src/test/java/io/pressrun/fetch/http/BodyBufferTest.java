package io.pressrun.fetch.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyBufferTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0", "0, 1", "0, 8192", "0, 8193", "0, 3000000", // nothing is said
        "1, 0", "10, 3", "10, 10", "10, 11", "100000, 100000", // what is said may be wrong
        "1048576, 1048576", "1048577, 1048577", "3000000, 3000000", "9000000000, 5"
    })
    void body_isWhatArrived(long declared, int length) {
        byte[] body = new byte[length];
        Random random = new Random(length);
        random.nextBytes(body);
        BodyBuffer buffer = new BodyBuffer(declared);
        BodyBuffer copied = new BodyBuffer(declared);
        ByteBuf wire = Unpooled.wrappedBuffer(body);
        while (wire.isReadable()) {
            int part = Math.min(wire.readableBytes(), 1 + random.nextInt(100_000));
            copied.write(body, wire.readerIndex(), part);
            buffer.write(wire.readSlice(part));
        }

        assertThat(buffer.size()).isEqualTo(length);
        assertThat(buffer.toByteArray()).isEqualTo(body);
        assertThat(copied.toByteArray()).isEqualTo(body);
    }
}
