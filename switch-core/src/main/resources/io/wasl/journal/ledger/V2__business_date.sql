-- The date under which a message is settled, stamped when it was accepted; null in rows of builds that knew none.
ALTER TABLE transactions ADD COLUMN IF NOT EXISTS business_date DATE;

CREATE INDEX IF NOT EXISTS transactions_business_date ON transactions (business_date);

-- What members settle with each other: per date, acquirer, issuer, currency, class and kind of processing (the first two digits
-- of DE 3). Amounts in the currency's minor unit. Approved is what issuers approved, standing what is left of it after
-- reversals and completions.
CREATE OR REPLACE VIEW totals AS
SELECT business_date,
       acquirer,
       issuer,
       currency,
       SUBSTRING(mti, 2, 1)                                       AS message_class,
       SUBSTRING(processing_code, 1, 2)                           AS processing,
       COUNT(*)                                                   AS messages,
       SUM(CASE WHEN approved_amount IS NULL THEN 0 ELSE 1 END)   AS approvals,
       SUM(COALESCE(approved_amount, 0))                          AS approved,
       SUM(CASE WHEN net IN ('FULL', 'PARTIAL') THEN 1 ELSE 0 END) AS standing_approvals,
       SUM(outstanding)                                           AS standing
FROM transactions
WHERE SUBSTRING(mti, 2, 1) IN ('1', '2')
GROUP BY business_date, acquirer, issuer, currency, SUBSTRING(mti, 2, 1), SUBSTRING(processing_code, 1, 2);
