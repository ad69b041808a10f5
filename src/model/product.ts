/** The products that projects and roles belong to. Administration is the organization itself. */
export type Product = "administration" | "cms" | "assets" | "agentos" | "personalize";

/** Whether a role holds in the whole organization or in one project. */
export type Level = "product" | "project";
