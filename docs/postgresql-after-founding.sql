-- Run once after the organization was founded, as charter_owner: whoever applies can add to the log and not change it.
REVOKE UPDATE, DELETE ON charter.audit FROM charter_writer;
REVOKE INSERT, DELETE ON charter.history, charter.lease, charter.store_format FROM charter_writer;
-- Tokens of invitations stand in the mails that wait; readers need neither.
REVOKE SELECT ON charter.outbox FROM charter_reader;
