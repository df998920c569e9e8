import { button, el } from "./dom.js";

let ids = 0;

/** Fields for a JSON Schema. Each field has a node, gives its value (undefined: left out) and collects what is wrong. */
export function field(schema, name, required, depth = 0) {
  const known = kind(schema, depth);
  const made = { object, array, choice, boolean, number, string, json }[known](schema, name, required, depth);
  return made;
}

function kind(schema, depth) {
  if (!schema || typeof schema !== "object" || depth > 5 || ["$ref", "anyOf", "oneOf", "allOf", "const", "not", "if"].some((word) => word in schema)) {
    return "json";
  }
  if (Array.isArray(schema.enum)) {
    return "choice";
  }
  const types = [].concat(schema.type || []).filter((type) => type !== "null");
  if (types.length !== 1) {
    return "json";
  }
  const type = types[0];
  if (type === "object") {
    return Object.keys(schema.properties || {}).length > 0 || (depth === 0 && schema.additionalProperties === false) ? "object" : "json";
  }
  if (type === "array") {
    return schema.items && !schema.prefixItems && kind(schema.items, depth + 1) !== "json" ? "array" : "json";
  }
  return { boolean: "boolean", integer: "number", number: "number", string: "string" }[type] || "json";
}

/** A labelled input with its description and its error. */
function labelled(schema, name, required, input, read, write) {
  const id = "o-f" + ++ids;
  input.id = id;
  const error = el("span", { class: "o-error", id: id + "-e" });
  const about = [schema.description, limits(schema)].filter(Boolean).join(" · ");
  const hint = el("small", { id: id + "-h" }, about);
  input.setAttribute("aria-describedby", id + "-h " + id + "-e");
  const mark = required ? el("abbr", { title: "required" }, "*") : null;
  const label = name === null ? null : el("label", { for: id }, schema.title || name, mark);
  if (name === null) {
    input.setAttribute("aria-label", "item");
  } else if (required) {
    input.setAttribute("aria-required", "true");
  }
  const value = (wrong) => {
    let found;
    let fault = null;
    try {
      found = read();
      if (found === undefined && (required || name === null)) {
        fault = name === null ? "An item is empty; fill it in or remove it" : "This is required";
      }
    } catch (e) {
      fault = e.message;
    }
    error.textContent = fault || "";
    if (fault) {
      input.setAttribute("aria-invalid", "true");
      wrong.push(input);
    } else {
      input.removeAttribute("aria-invalid");
    }
    return found;
  };
  return { node: el("div", { class: "o-field" }, label, input, about ? hint : null, error), value, write };
}

function limits(schema) {
  const told = [];
  const has = (word) => schema[word] !== undefined;
  if (has("minimum") || has("maximum")) {
    told.push((has("minimum") ? "from " + schema.minimum : "") + (has("maximum") ? " up to " + schema.maximum : ""));
  }
  if (has("minItems")) {
    told.push("at least " + schema.minItems);
  }
  if (has("pattern")) {
    told.push("fits " + schema.pattern);
  }
  if (has("format")) {
    told.push(schema.format);
  }
  return told.map((text) => text.trim()).join(" · ");
}

function string(schema, name, required) {
  const long = schema.maxLength > 4096 && name !== null;
  const input = long
    ? el("textarea", { rows: 2, spellcheck: "false", autocomplete: "off" })
    : el("input", { type: "text", spellcheck: "false", autocomplete: "off" });
  const read = () => {
    const text = input.value;
    if (text === "") {
      return undefined;
    }
    if (schema.minLength > text.length) {
      throw new Error("At least " + schema.minLength + " characters");
    }
    if (schema.maxLength < text.length) {
      throw new Error("At most " + schema.maxLength + " characters");
    }
    return text;
  };
  return begun(schema, labelled(schema, name, required, input, read, (value) => (input.value = value ?? "")));
}

function number(schema, name, required) {
  const whole = [].concat(schema.type).includes("integer");
  const input = el("input", { type: "text", inputmode: whole ? "numeric" : "decimal", autocomplete: "off" });
  const read = () => {
    const text = input.value.trim();
    if (text === "") {
      return undefined;
    }
    const found = Number(text);
    if (!Number.isFinite(found) || (whole && !Number.isSafeInteger(found))) {
      throw new Error(text.slice(0, 40) + " is no " + (whole ? "whole " : "") + "number");
    }
    if (found < schema.minimum) {
      throw new Error("At least " + schema.minimum);
    }
    if (found > schema.maximum) {
      throw new Error("At most " + schema.maximum);
    }
    return found;
  };
  return begun(schema, labelled(schema, name, required, input, read, (value) => (input.value = value ?? "")));
}

function boolean(schema, name, required) {
  return choice({ ...schema, enum: [true, false] }, name, required, 0);
}

function choice(schema, name, required) {
  const open = !required && schema.default === undefined && name !== null;
  const word = (value) => (value === true ? "yes" : value === false ? "no" : typeof value === "string" ? value : JSON.stringify(value));
  const input = el(
    "select",
    {},
    open || (required && schema.default === undefined) ? el("option", { value: "" }, open ? "not given" : "choose…") : null,
    schema.enum.map((value, index) => el("option", { value: index }, word(value)))
  );
  const read = () => (input.value === "" ? undefined : schema.enum[Number(input.value)]);
  const write = (value) => {
    const index = schema.enum.findIndex((each) => JSON.stringify(each) === JSON.stringify(value));
    input.value = index < 0 ? (input.options[0].value === "" ? "" : "0") : String(index);
  };
  return begun(schema, labelled(schema, name, required, input, read, write));
}

/** Anything that has no form of its own, written as JSON. */
function json(schema, name, required) {
  const input = el("textarea", { rows: 3, spellcheck: "false", autocomplete: "off", placeholder: "JSON, such as {\"key\": \"value\"}", class: "o-mono" });
  const read = () => (input.value.trim() === "" ? undefined : parsed(input.value));
  const shown = schema && typeof schema === "object" ? schema : {};
  return begun(shown, labelled(shown, name, required, input, read, (value) => (input.value = value === undefined ? "" : JSON.stringify(value, null, 2))));
}

export function parsed(text) {
  try {
    return JSON.parse(text);
  } catch (e) {
    throw new Error("This is no JSON: " + e.message);
  }
}

function array(schema, name, required, depth) {
  const items = [];
  const list = el("div", { class: "o-items" });
  const error = el("span", { class: "o-error" });
  const add = (value, focus) => {
    const item = field(schema.items, null, true, depth + 1);
    if (value !== undefined) {
      item.write(value);
    }
    const row = el("div", { class: "o-item" }, item.node, button("remove", () => {
      items.splice(items.indexOf(item), 1);
      row.remove();
      more.focus();
    }, { "aria-label": "remove this item of " + name }));
    items.push(item);
    list.append(row);
    if (focus) {
      row.querySelector("input, select, textarea").focus();
    }
  };
  const more = button("add", () => add(undefined, true), { "aria-label": "add an item to " + (name || "the list") });
  const write = (value) => {
    items.length = 0;
    list.replaceChildren();
    (Array.isArray(value) ? value : []).forEach((each) => add(each, false));
  };
  const about = [schema.description, limits(schema)].filter(Boolean).join(" · ");
  const made = {
    node: group(name, schema, required, about ? el("small", {}, about) : null, list, more, error),
    write,
    value: (wrong) => {
      const found = items.map((item) => item.value(wrong));
      const few = (required || found.length > 0) && found.length < (schema.minItems || 0);
      error.textContent = few ? "At least " + schema.minItems : "";
      if (few) {
        wrong.push(more);
      }
      return found.length === 0 && !required ? undefined : found;
    },
  };
  if (schema.default !== undefined) {
    write(schema.default);
  } else if (required && schema.minItems > 0) {
    add(undefined, false);
  }
  return made;
}

function object(schema, name, required, depth) {
  const needed = schema.required || [];
  const properties = Object.entries(schema.properties || {});
  // what must be filled in stands first
  properties.sort(([one], [other]) => Number(needed.includes(other)) - Number(needed.includes(one)));
  const fields = properties.map(([key, inner]) => [key, field(inner, key, needed.includes(key), depth + 1)]);
  const content = fields.map(([, each]) => each.node);
  // an object that may be missing is asked for only once something in it is filled in
  const value = (wrong) => {
    const found = {};
    const inside = [];
    for (const [key, each] of fields) {
      const part = each.value(inside);
      if (part !== undefined) {
        found[key] = part;
      }
    }
    if (Object.keys(found).length === 0 && !required && depth > 0) {
      return undefined;
    }
    wrong.push(...inside);
    return found;
  };
  const write = (given) => fields.forEach(([key, each]) => each.write(given && typeof given === "object" ? given[key] : undefined));
  return { node: depth === 0 ? el("div", {}, content) : group(name, schema, required, content), value, write };
}

function group(name, schema, required, ...content) {
  return el("fieldset", {}, el("legend", {}, schema.title || name || "item", required && name !== null ? el("abbr", { title: "required" }, "*") : null), ...content);
}

function begun(schema, made) {
  if (schema.default !== undefined) {
    made.write(schema.default);
    const input = made.node.querySelector("input");
    if (input) {
      input.placeholder = "left out: " + schema.default;
    }
  }
  return made;
}
