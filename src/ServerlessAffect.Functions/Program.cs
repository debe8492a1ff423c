using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ServerlessAffect.Functions.Composition;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Services.AddServerlessAffect(builder.Configuration);

// The worker's own server refuses 30 MB unless told otherwise; what a request may be is judged by its function, and by the platform (100 MB).
builder.Services.Configure<KestrelServerOptions>(server => server.Limits.MaxRequestBodySize = 100_000_000);
builder.Build().Run();
