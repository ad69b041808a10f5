/** Version of every JSON output. A new minor number only adds fields; a new major number may break. */
export const formatVersion = "1.0";
