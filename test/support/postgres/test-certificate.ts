import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** A server's certificate and the authority that signed it, made for one test. */
export interface TestCertificate {
  /** The authority's certificate as PEM: whoever trusts it trusts the server. */
  readonly authority: string;
  readonly authorityFile: string;
  readonly certificateFile: string;
  readonly keyFile: string;
}

const keyArgs = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];

/** Makes an authority and a certificate for one host with the program openssl, in a folder it creates. */
export function createCertificate(folder: string, host: string): TestCertificate {
  mkdirSync(folder);
  const file = (name: string): string => path.join(folder, name);
  const openssl = (...args: readonly string[]): void => {
    execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
  };
  const kind = /^[\d.]+$|:/.test(host) ? "IP" : "DNS";
  writeFileSync(file("server.ext"), `subjectAltName=${kind}:${host}\nbasicConstraints=CA:FALSE\n`);
  openssl(
    "req",
    "-x509",
    ...keyArgs,
    "-subj",
    "/CN=Test authority",
    "-days",
    "2",
    "-keyout",
    "ca.key",
    "-out",
    "ca.crt",
  );
  openssl("req", "-new", ...keyArgs, "-subj", `/CN=${host}`, "-keyout", "server.key", "-out", "server.csr");
  const signing = ["-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2", "-extfile", "server.ext"];
  openssl("x509", "-req", "-in", "server.csr", ...signing, "-out", "server.crt");
  return {
    authority: readFileSync(file("ca.crt"), "utf8"),
    authorityFile: file("ca.crt"),
    certificateFile: file("server.crt"),
    keyFile: file("server.key"),
  };
}
