package io.wasl.iso;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DataElementTest {

    @Test
    void shouldNameEveryElement() {
        for (int de = 1; de <= DataElement.LAST; de++) {
            assertThat(DataElement.name(de)).isNotBlank();
        }
        assertThat(DataElement.name(DataElement.PAN)).isEqualTo("primary account number");
        assertThat(DataElement.name(DataElement.ORIGINAL_DATA)).isEqualTo("original data elements");
        assertThat(DataElement.name(DataElement.SECONDARY_MAC)).isEqualTo("message authentication code");
        assertThat(DataElement.name(105)).isEqualTo("reserved, ISO");
        assertThat(DataElement.name(112)).isEqualTo("reserved, national");
        assertThat(DataElement.name(120)).isEqualTo("reserved, private");
    }
}
