import { expect, it } from "vitest";
import { displayNameOf } from "../../src/domain/agents.ts";

it("shows an agent's name, else the contact address, else the e-mail without the organisation id", () => {
  const agent = {
    firstName: " Jane",
    lastName: "Doe ",
    contactEmail: "c@example.com",
    email: "org1j@example.com",
    organizationId: "org1",
  };
  expect(displayNameOf(agent)).toBe("Jane Doe");
  expect(displayNameOf({ ...agent, firstName: "", lastName: " " })).toBe("c@example.com");
  expect(displayNameOf({ ...agent, firstName: "", lastName: "", contactEmail: "" })).toBe("j@example.com");
  expect(displayNameOf({ ...agent, firstName: "", lastName: "", contactEmail: "", organizationId: "" })).toBe(
    "org1j@example.com",
  );
});
