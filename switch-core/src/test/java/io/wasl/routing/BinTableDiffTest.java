package io.wasl.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.config.ConfigException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinTableDiffTest {

    @TempDir
    Path folder;

    private TableFile file;

    @BeforeEach
    void inFolder() {
        file = new TableFile(folder);
    }

    @Test
    void shouldCountWhatIsAddedRemovedAndChanged() throws ConfigException {
        BinTable before =
                file.load("400000,400000,atlas,A,16,1", "500000,500000,rif,A,16,1", "600000,600000,rif,A,16,1");
        BinTable after =
                file.load("400000,400000,atlas,A,16,5", "400000,499999,atlas,A,16,1", "600000,600000,souss,A,16,1");
        BinTableDiff diff = BinTableDiff.between(before, after);

        assertThat(diff.toString()).isEqualTo("1 ranges added, 1 removed, 1 changed");
        assertThat(diff.examples())
                .containsExactly(
                        "+ 400000-499999 to atlas (line 3), brand A, PAN length 16, check digit",
                        "- 500000 to rif (line 3), brand A, PAN length 16, check digit",
                        "~ 600000 to souss (line 4), brand A, PAN length 16, check digit");
        assertThat(diff.isEmpty()).isFalse();
    }

    @Test
    void shouldCallTheSameTableTheSameWhateverItsOrder() throws ConfigException {
        BinTable before = file.load("400000,400000,atlas,A,16,1", "400000,499999,rif,A,16,1");
        BinTable after = file.load("# moved", "400000,499999,rif,A,16,1", "400000,400000,atlas,A,16,1");

        assertThat(BinTableDiff.between(before, after).isEmpty()).isTrue();
    }

    @Test
    void shouldCompareIssuersByNameWhenTheirOrderHasChanged() throws ConfigException {
        BinTable before = file.load("400000,400000,atlas,A,16,1", "500000,500000,rif,A,16,1");
        BinTable after = BinTable.load(file.path(), List.of("rif", "souss", "atlas"));

        assertThat(BinTableDiff.between(before, after).isEmpty()).isTrue();
    }

    @Test
    void shouldSeeEveryKindOfChange() throws ConfigException {
        BinTable before = file.load("400000,400000,atlas,A,16,1");

        for (String row :
                new String[] {"400000,400000,rif,A,16,1", "400000,400000,atlas,B,16,1", "400000,400000,atlas,A,16-19,1"
                }) {
            assertThat(BinTableDiff.between(before, file.load(row)).changed())
                    .as(row)
                    .isEqualTo(1);
        }
        BinTable unchecked = file.loadText(BinTableReader.HEADER + ",luhn\n400000,400000,atlas,A,16,1,no\n");
        assertThat(BinTableDiff.between(before, unchecked).changed()).isEqualTo(1);
        BinTable two = file.load("400000,400000,atlas,A,16,1", "400000,400000,rif,A,16,2");
        assertThat(BinTableDiff.between(before, two).changed()).isEqualTo(1);
    }
}
