-- Prepares a database for an organization that many runners share. Run it once, as an administrator of the server,
-- connected to that database, which must be UTF8:
--
--   createdb --encoding=UTF8 --template=template0 charter
--   psql --dbname=charter --file=postgresql-setup.sql
--
-- Then give each role a password (\password charter_owner) or another way to log in.

-- Makes and changes the tables: used to found the organization, and once after each update of Charter.
CREATE ROLE charter_owner LOGIN;
-- Applies: for the job that runs after a merge.
CREATE ROLE charter_writer LOGIN;
-- Plans, explains and reads the log: for pull requests and people.
CREATE ROLE charter_reader LOGIN;

-- Nobody else gets in.
DO $$
BEGIN
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO charter_owner, charter_writer, charter_reader', current_database());
END
$$;

CREATE SCHEMA charter AUTHORIZATION charter_owner;
GRANT USAGE ON SCHEMA charter TO charter_writer, charter_reader;

-- What the owner makes later is readable by the reader, and writable by the writer.
ALTER DEFAULT PRIVILEGES FOR ROLE charter_owner IN SCHEMA charter
  GRANT SELECT ON TABLES TO charter_reader;
ALTER DEFAULT PRIVILEGES FOR ROLE charter_owner IN SCHEMA charter
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO charter_writer;
