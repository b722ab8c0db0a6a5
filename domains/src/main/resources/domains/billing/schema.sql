-- Billing: invoices and a ledger. As somebody may have it, with what makes capture hard: a key of
-- three columns, a table in partitions, rows that move between them, money and numeric, a status
-- that is a text, a soft delete, a self-reference, jsonb, a history, a table without a key.
CREATE SCHEMA billing;

CREATE TYPE billing.account_kind AS ENUM ('asset', 'liability', 'income', 'expense');

CREATE TABLE billing.accounts (
  code text PRIMARY KEY,
  parent_code text REFERENCES billing.accounts,
  kind billing.account_kind NOT NULL,
  name text NOT NULL,
  balance numeric(14, 2) NOT NULL DEFAULT 0,
  closed boolean NOT NULL DEFAULT false
);

CREATE TABLE billing.balance_history (
  account_code text NOT NULL REFERENCES billing.accounts,
  day date NOT NULL,
  balance numeric(14, 2) NOT NULL,
  PRIMARY KEY (account_code, day)
);

CREATE TABLE billing.customers (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  credit_limit money NOT NULL,
  contact jsonb NOT NULL,
  deleted_at timestamptz
);

CREATE TABLE billing.invoices (
  number text PRIMARY KEY,
  customer_id uuid NOT NULL REFERENCES billing.customers,
  status text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'issued', 'paid', 'voided')),
  currency varchar(3) NOT NULL DEFAULT 'EUR',
  total numeric(12, 2) NOT NULL DEFAULT 0,
  issued_at timestamptz,
  paid_at timestamptz,
  memo text
);

CREATE TABLE billing.invoice_lines (
  invoice_number text NOT NULL REFERENCES billing.invoices ON DELETE CASCADE,
  line int NOT NULL,
  article text NOT NULL,
  quantity numeric(10, 3) NOT NULL,
  unit_price numeric(12, 2) NOT NULL,
  PRIMARY KEY (invoice_number, line)
);

CREATE TABLE billing.dunning_letters (
  invoice_number text NOT NULL REFERENCES billing.invoices,
  sent_on date NOT NULL,
  level int NOT NULL
);

CREATE TABLE billing.transfers (
  id bigint PRIMARY KEY,
  invoice_number text REFERENCES billing.invoices,
  purpose text NOT NULL,
  reversed boolean NOT NULL DEFAULT false
);

CREATE TABLE billing.postings (
  booked_on date NOT NULL,
  transfer_id bigint NOT NULL REFERENCES billing.transfers,
  line int NOT NULL,
  account_code text NOT NULL REFERENCES billing.accounts,
  amount numeric(14, 2) NOT NULL,
  PRIMARY KEY (booked_on, transfer_id, line)
) PARTITION BY RANGE (booked_on);

CREATE TABLE billing.postings_2026_h1 PARTITION OF billing.postings
FOR VALUES FROM ('2026-01-01') TO ('2026-07-01');
CREATE TABLE billing.postings_2026_h2 PARTITION OF billing.postings
FOR VALUES FROM ('2026-07-01') TO ('2027-01-01');

CREATE TABLE billing.exchange_rates (
  currency varchar(3) NOT NULL,
  day date NOT NULL,
  rate numeric NOT NULL,
  PRIMARY KEY (currency, day)
);
