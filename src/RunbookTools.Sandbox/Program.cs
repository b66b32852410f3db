Console.Error.WriteLine("runbook-sandbox <bundle>: an API server on loopback over a bundle.");
return 2;
