-- The view of the log. The same text for H2 and PostgreSQL. Each statement may run again: H2 commits after each, and a
-- node may be killed between two.
-- Amounts are in the currency's minor unit. Positions are the log's. No PAN: a keyed token, and its first 6 and last 4.

-- One row for each request, reversal or advice accepted from an acquirer.
CREATE TABLE IF NOT EXISTS transactions (
    id                 BIGINT NOT NULL PRIMARY KEY,  -- position of its ACCEPTED record: sequential, so that rows arrive at the index's end
    epoch              BIGINT NOT NULL,
    counter            BIGINT NOT NULL,
    original_epoch     BIGINT,                       -- of a reversal: whom it reverses
    original_counter   BIGINT,
    acquirer           VARCHAR(64) NOT NULL,
    issuer             VARCHAR(64),
    mti                VARCHAR(4) NOT NULL,
    processing_code    VARCHAR(6),
    amount             BIGINT NOT NULL,
    approved_amount    BIGINT,
    currency           VARCHAR(3),
    pan_token          VARCHAR(32),
    pan_hint           VARCHAR(16),
    stan               VARCHAR(12),                  -- DE 11 as the acquirer sent it
    issuer_stan        VARCHAR(12),                  -- DE 11 of the issuer's leg
    rrn                VARCHAR(12),
    terminal           VARCHAR(16),
    card_acceptor      VARCHAR(40),
    transmitted        VARCHAR(10),                  -- DE 7, MMDDhhmmss
    accepted_at        TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    state              VARCHAR(16) NOT NULL,
    reason             VARCHAR(32),
    code               VARCHAR(4),                   -- DE 39 as the acquirer got it
    net                VARCHAR(16) NOT NULL,
    outstanding        BIGINT NOT NULL,              -- what still stands of the approved amount
    intent_position    BIGINT,
    outcome_position   BIGINT,
    responded_position BIGINT,
    net_position       BIGINT,
    tombstone_position BIGINT,
    CONSTRAINT transactions_identity UNIQUE (epoch, counter)
);

CREATE INDEX IF NOT EXISTS transactions_rrn ON transactions (rrn);
CREATE INDEX IF NOT EXISTS transactions_stan ON transactions (acquirer, stan, accepted_at);

-- One row for each reversal or advice owed to an issuer.
CREATE TABLE IF NOT EXISTS deliveries (
    id               BIGINT NOT NULL PRIMARY KEY,    -- position of its OWED record
    epoch            BIGINT NOT NULL,
    counter          BIGINT NOT NULL,
    original_epoch   BIGINT,
    original_counter BIGINT,
    issuer           VARCHAR(64) NOT NULL,
    mti              VARCHAR(4) NOT NULL,
    amount           BIGINT NOT NULL,
    currency         VARCHAR(3),
    stan             VARCHAR(12),
    rrn              VARCHAR(12),
    owed_at          TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    state            VARCHAR(16) NOT NULL,
    copies           BIGINT NOT NULL,
    last_code        VARCHAR(4),
    sent_position    BIGINT,
    ended_position   BIGINT,
    CONSTRAINT deliveries_identity UNIQUE (epoch, counter)
);

-- How far the log has been applied; changed in the same database transaction as the rows.
CREATE TABLE IF NOT EXISTS applied (
    one         SMALLINT NOT NULL PRIMARY KEY CHECK (one = 1),
    position    BIGINT NOT NULL,
    epoch       BIGINT NOT NULL,                     -- of the record at this position, and its log time: whose log it was
    log_time_ms BIGINT NOT NULL
);

INSERT INTO applied (one, position, epoch, log_time_ms)
SELECT 1, 0, 0, 0 WHERE NOT EXISTS (SELECT 1 FROM applied);
