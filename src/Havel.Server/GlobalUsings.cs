// One name and value of a query or a form, decoded: the shape the search parser takes.
global using QueryPair = System.Collections.Generic.KeyValuePair<string, string>;
