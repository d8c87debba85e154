-- The tables that the workflows of examples/crm/postgres expect.
CREATE TABLE contacts (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	first_name text,
	last_name text,
	email text,
	phone text,
	mobile text,
	company text,
	zip text,
	city text,
	do_not_call boolean NOT NULL DEFAULT false,
	updated_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE FUNCTION set_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	NEW.updated_at = clock_timestamp();
	RETURN NEW;
END $$;

-- Only a write that changes something counts as a change.
CREATE TRIGGER set_updated_at BEFORE UPDATE ON contacts
	FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION set_updated_at();

CREATE TABLE calls (
	reference text PRIMARY KEY,
	changed_at timestamptz NOT NULL,
	contact_id bigint REFERENCES contacts,
	direction text,
	ended_at timestamptz,
	seconds integer,
	qualification text,
	comment text,
	agent text,
	number text
);

CREATE VIEW to_call AS
	SELECT id, first_name, last_name, phone, mobile FROM contacts WHERE NOT do_not_call;
