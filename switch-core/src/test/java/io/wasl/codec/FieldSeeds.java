package io.wasl.codec;

/** Dialect files to grow from. */
final class FieldSeeds {

    static final String ONE_ELEMENT = """
            version: 1987
            mti: bcd
            bitmap: binary
            prefix: ascii
            encodings: { b: binary }
            elements:
              39: { type: an2 }
              3:
            """;

    static final String EVERY_KEY = """
            version: 1993
            mti: ebcdic
            bitmap: hex-ebcdic
            tertiary: contiguous
            encodings: { n: bcd, z: bcd, x+n: bcd, b: binary, ans: ebcdic-1047 }
            prefix: bcd
            counts: bytes
            odd-digits: { fixed: left, variable: right, filler: f }
            codes: { unknown-bin: 192 }
            approving: [ 000, 001 ]
            elements:
              2: { type: n..19, sensitivity: pan, name: card }
              4: { type: n12, encoding: ascii, pad: { side: left, fill: '0', trim: true } }
              35: { type: z..37, odd-digits: left, prefix: ber, sensitivity: track }
              39: { type: n3, encoding: ascii }
              43: { type: ans...99, prefix: binary, prefix-bytes: 3, inclusive: true, pad: { to-maximum: true } }
              55: { type: b...255, store: true, parts: { form: ber-tlv, check: true, fields: { 9F26: { type: b64 } } } }
              60: { type: n8, parts: { form: positional, fields: { 1: { type: n3 }, 2-3: { type: n2 } } } }
              192: { type: any.....65535, encoding: ebcdic }
            """;

    private FieldSeeds() {}
}
