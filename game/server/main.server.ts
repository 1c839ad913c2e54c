import { bindEconomy } from "./api/binding";
import { createEnginePorts } from "./engine-ports";
import { startServer } from "./start-server";

bindEconomy(startServer(createEnginePorts()));
