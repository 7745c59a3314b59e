package io.wasl.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AesEaxTest {

    private static final int BLOCK = 16;

    private final Random random = new Random(43);

    /** The vectors of the paper: message, key, nonce, header, sealed. */
    @ParameterizedTest
    @CsvSource({
        "'',233952DEE4D5ED5F9B9C6D6FF80FF478,62EC67F9C3A4A407FCB2A8C49031A8B3,6BFB914FD07EAE6B,"
                + "E037830E8389F27B025A2D6527E79D01",
        "F7FB,91945D3F4DCBEE0BF45EF52255F095A4,BECAF043B0A23D843194BA972C66DEBD,FA3BFD4806EB53FA,"
                + "19DD5C4C9331049D0BDAB0277408F67967E5",
        "1A47CB4933,01F74AD64077F2E704C0F60ADA3DD523,70C3DB4F0D26368400A10ED05D2BFF5E,234A3463C1264AC6,"
                + "D851D5BAE03A59F238A23E39199DC9266626C40F80",
        "481C9E39B1,D07CF6CBB7F313BDDE66B727AFD3C5E8,8408DFFF3C1A2B1292DC199E46B7D617,33CCE2EABFF5A79D,"
                + "632A9D131AD4C168A4225D8E1FF755939974A7BEDE",
        "40D0C07DA5E4,35B6D0580005BBC12B0587124557D2C2,FDB6B06676EEDC5C61D74276E1F8E816,AEB96EAEBE2970E9,"
                + "071DFE16C675CB0677E536F73AFE6A14B74EE49844DD",
        "4DE3B35C3FC039245BD1FB7D,BD8E6E11475E60B268784C38C62FEB22,6EAC5C93072D8E8513F750935E46DA1B,D4482D1CA78DCE0F,"
                + "835BB4F15D743E350E728414ABB8644FD6CCB86947C5E10590210A4F",
        "8B0A79306C9CE7ED99DAE4F87F8DD61636,7C77D6E813BED5AC98BAA417477A2E7D,1A8C98DCD73D38393B2BF1569DEEFC19,"
                + "65D2017990D62528,02083E3979DA014812F59F11D52630DA30137327D10649B0AA6E1C181DB617D7F2",
        "1BDA122BCE8A8DBAF1877D962B8592DD2D56,5FFF20CAFAB119CA2FC73549E20F5B0D,DDE59B97D722156D4D9AFF2BC7559826,"
                + "54B9F04E6A09189A,2EC47B2C4954A489AFC7BA4897EDCDAE8CC33B60450599BD02C96382902AEF7F832A",
        "6CF36720872B8513F6EAB1A8A44438D5EF11,A4A4782BCFFD3EC5E7EF6D8C34A56123,B781FCF2F75FA5A8DE97A9CA48E522EC,"
                + "899A175897561D7E,0DE18FD0FDD91E7AF19F1D8EE8733938B1E8E7F6D2231618102FDB7FE55FF1991700",
        "CA40D7446E545FFAED3BD12A740A659FFBBB3CEAB7,8395FCF1E95BEBD697BD010BC766AAC3,22E7ADD93CFC6393C57EC0B3C17D6B44,"
                + "126735FCC320D25A,CB8920F87A6C75CFF39627B56E3ED197C552D295A7CFC46AFC253B4652B1AF3795B124AB6E"
    })
    void shouldSealAndOpenAsPublished(String message, String key, String nonce, String header, String sealed) {
        AesEax eax = new AesEax(bytes(key));
        byte[] plain = bytes(message);
        byte[] target = new byte[plain.length + AesEax.TAG_BYTES];
        begin(eax, nonce, header);
        eax.seal(plain, 0, plain.length, target, 0);
        assertThat(HexFormat.of().withUpperCase().formatHex(target)).isEqualTo(sealed);

        byte[] opened = new byte[plain.length];
        begin(eax, nonce, header);
        assertThat(eax.open(target, 0, target.length, opened, 0)).isTrue();
        assertThat(opened).isEqualTo(plain);
    }

    private static void begin(AesEax eax, String nonce, String header) {
        eax.begin(bytes(nonce), bytes(header), 0, header.length() / 2);
    }

    /** Made again of the JDK's counter mode and {@link AesCmac}: lengths around blocks and chunks, places within arrays. */
    @Test
    void shouldBeCounterModeAndCmac() throws GeneralSecurityException {
        int[] lengths = {0, 1, 15, 16, 17, 4095, 4096, 4097, 8191, 8192, 8193, 20_001};
        for (int length : lengths) {
            byte[] key = random(32);
            byte[] nonce = random(12);
            byte[] header = random(50);
            byte[] plain = random(length + 3);
            byte[] target = new byte[length + AesEax.TAG_BYTES + 5];
            AesEax eax = new AesEax(key);

            eax.begin(nonce, header, 4, 41);
            eax.seal(plain, 3, length, target, 5);

            byte[] message = Arrays.copyOfRange(plain, 3, 3 + length);
            byte[] expected = sealed(key, nonce, Arrays.copyOfRange(header, 4, 45), message);
            assertThat(Arrays.copyOfRange(target, 5, target.length))
                    .as("length %d", length)
                    .isEqualTo(expected);
        }
    }

    private static byte[] sealed(byte[] key, byte[] nonce, byte[] header, byte[] plain)
            throws GeneralSecurityException {
        byte[] ofNonce = mac(key, 0, nonce);
        Cipher counter = Cipher.getInstance("AES/CTR/NoPadding");
        counter.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(ofNonce));
        byte[] hidden = counter.doFinal(plain);
        byte[] ofHeader = mac(key, 1, header);
        byte[] ofHidden = mac(key, 2, hidden);
        byte[] sealed = Arrays.copyOf(hidden, hidden.length + BLOCK);
        for (int i = 0; i < BLOCK; i++) {
            sealed[hidden.length + i] = (byte) (ofNonce[i] ^ ofHeader[i] ^ ofHidden[i]);
        }
        return sealed;
    }

    private static byte[] mac(byte[] key, int which, byte[] bytes) {
        byte[] message = new byte[BLOCK + bytes.length];
        message[BLOCK - 1] = (byte) which;
        System.arraycopy(bytes, 0, message, BLOCK, bytes.length);
        byte[] mac = new byte[BLOCK];
        new AesCmac(key).compute(message, 0, message.length, mac, 0);
        return mac;
    }

    @Test
    void shouldSealInItsOwnPlace() {
        byte[] key = random(32);
        byte[] nonce = random(12);
        byte[] plain = random(5_000);
        AesEax eax = new AesEax(key);
        byte[] apart = new byte[plain.length + AesEax.TAG_BYTES];
        eax.begin(nonce, nonce, 0, 0);
        eax.seal(plain, 0, plain.length, apart, 0);

        byte[] same = Arrays.copyOf(plain, apart.length);
        eax.begin(nonce, nonce, 0, 0);
        eax.seal(same, 0, plain.length, same, 0);

        assertThat(same).isEqualTo(apart);
    }

    @Test
    void shouldCarryIntoTheUpperHalf() {
        byte[] counters = new byte[4 * BLOCK];

        AesEax.count(0x0102030405060708L, -2, 4, counters);

        assertThat(HexFormat.of().formatHex(counters))
                .isEqualTo("0102030405060708fffffffffffffffe"
                        + "0102030405060708ffffffffffffffff"
                        + "01020304050607090000000000000000"
                        + "01020304050607090000000000000001");
    }

    @Test
    void shouldWriteNothingThatIsNotGenuine() {
        AesEax eax = new AesEax(random(32));
        byte[] nonce = random(12);
        byte[] sealed = new byte[40 + AesEax.TAG_BYTES];
        eax.begin(nonce, nonce, 0, 12);
        eax.seal(random(40), 0, 40, sealed, 0);
        byte[] opened = new byte[40];

        for (int i = 0; i < sealed.length; i++) {
            sealed[i] ^= 0x40;
            eax.begin(nonce, nonce, 0, 12);
            assertThat(eax.open(sealed, 0, sealed.length, opened, 0))
                    .as("byte %d", i)
                    .isFalse();
            sealed[i] ^= 0x40;
        }
        assertThat(eax.open(sealed, 0, AesEax.TAG_BYTES - 1, opened, 0))
                .as("too short")
                .isFalse();
        eax.begin(nonce, nonce, 0, 11);
        assertThat(eax.open(sealed, 0, sealed.length, opened, 0))
                .as("another header")
                .isFalse();
        assertThat(opened).containsOnly(0);
    }

    @Test
    void shouldAllocateNothingOnceCompiled() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        AesEax eax = new AesEax(random(32));
        byte[] nonce = random(12);
        byte[] bytes = random(9_000);
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < 60 && allocated > 0; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int length = 0; length < 8_000; length += 100) {
                eax.begin(nonce, nonce, 0, 12);
                eax.seal(bytes, 0, length, bytes, 0);
                eax.begin(nonce, nonce, 0, 12);
                if (!eax.open(bytes, 0, length + AesEax.TAG_BYTES, bytes, 0)) {
                    throw new AssertionError("length " + length);
                }
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(allocated).isZero();
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
