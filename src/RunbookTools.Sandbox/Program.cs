using RunbookTools.Sandbox;

return await SandboxCommand.Create().Parse(args).InvokeAsync();
