package io.wasl.iso;

/** The data elements of ISO 8583:1987: the numbers this house speaks of by name, and the names of all 128. */
public final class DataElement {

    public static final int PAN = 2;
    public static final int PROCESSING_CODE = 3;
    public static final int AMOUNT = 4;
    public static final int TRANSMISSION_DATE_TIME = 7;
    public static final int STAN = 11;
    public static final int LOCAL_TIME = 12;
    public static final int LOCAL_DATE = 13;
    public static final int EXPIRY = 14;
    /** Of 1993 and 2003. */
    public static final int FUNCTION_CODE = 24;

    /** Of 1993 and 2003. */
    public static final int MESSAGE_REASON = 25;

    public static final int ACQUIRER = 32;
    public static final int FORWARDER = 33;
    public static final int PAN_EXTENDED = 34;
    public static final int TRACK_2 = 35;
    public static final int RRN = 37;
    public static final int AUTHORIZATION_ID = 38;
    public static final int RESPONSE_CODE = 39;
    public static final int TERMINAL = 41;
    public static final int CARD_ACCEPTOR = 42;
    public static final int TRACK_1 = 45;
    public static final int CURRENCY = 49;
    public static final int PIN_DATA = 52;
    public static final int CHIP_DATA = 55;
    public static final int MAC = 64;
    /** In file maintenance: from this day on the record does not count any more. */
    public static final int ACTION_DATE = 73;

    public static final int ORIGINAL_DATA = 90;
    /** Of 1987; since 1993 the function code says it. */
    public static final int FILE_UPDATE_CODE = 91;

    public static final int REPLACEMENT_AMOUNTS = 95;
    public static final int FILE_NAME = 101;
    public static final int SECONDARY_MAC = 128;

    /** Of DE 37 in every edition (an 12). */
    public static final int RRN_CHARACTERS = 12;

    /** The highest element of two bitmaps. */
    public static final int LAST = 128;

    private static final String NAMES_IN_ORDER = """
                secondary bitmap
                primary account number
                processing code
                amount, transaction
                amount, settlement
                amount, cardholder billing
                transmission date and time
                amount, cardholder billing fee
                conversion rate, settlement
                conversion rate, cardholder billing
                systems trace audit number
                time, local transaction
                date, local transaction
                date, expiration
                date, settlement
                date, conversion
                date, capture
                merchant type
                acquiring institution country code
                primary account number country code
                forwarding institution country code
                point of service entry mode
                card sequence number
                network international identifier
                point of service condition code
                point of service PIN capture code
                authorization identification response length
                amount, transaction fee
                amount, settlement fee
                amount, transaction processing fee
                amount, settlement processing fee
                acquiring institution identification code
                forwarding institution identification code
                primary account number, extended
                track 2 data
                track 3 data
                retrieval reference number
                authorization identification response
                response code
                service restriction code
                card acceptor terminal identification
                card acceptor identification code
                card acceptor name and location
                additional response data
                track 1 data
                additional data, ISO
                additional data, national
                additional data, private
                currency code, transaction
                currency code, settlement
                currency code, cardholder billing
                personal identification number data
                security related control information
                additional amounts
                chip data
                reserved, ISO
                reserved, national
                reserved, national
                reserved, national
                reserved, private
                reserved, private
                reserved, private
                reserved, private
                message authentication code
                extended bitmap indicator
                settlement code
                extended payment code
                receiving institution country code
                settlement institution country code
                network management information code
                message number
                message number, last
                date, action
                credits, number
                credits, reversal number
                debits, number
                debits, reversal number
                transfers, number
                transfers, reversal number
                inquiries, number
                authorizations, number
                credits, processing fee amount
                credits, transaction fee amount
                debits, processing fee amount
                debits, transaction fee amount
                credits, amount
                credits, reversal amount
                debits, amount
                debits, reversal amount
                original data elements
                file update code
                file security code
                response indicator
                service indicator
                replacement amounts
                message security code
                amount, net settlement
                payee
                settlement institution identification code
                receiving institution identification code
                file name
                account identification 1
                account identification 2
                transaction description
                """
            + "reserved, ISO\n".repeat(7)
            + "reserved, national\n".repeat(8)
            + "reserved, private\n".repeat(8)
            + "message authentication code\n";

    private static final String[] NAMES = NAMES_IN_ORDER.lines().toArray(String[]::new);

    private DataElement() {}

    /**
     * @param de 1 to 128
     * @return its name in ISO 8583:1987, lower case
     */
    public static String name(int de) {
        return NAMES[de - 1];
    }
}
