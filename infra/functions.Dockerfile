# The Functions app. Build from the repository root, on a full NuGet feed:
#   docker build -f infra/functions.Dockerfile -t contoso.azurecr.io/serverless-affect-functions:0.1.0 .
# What the program carries from npm: the libraries that draw the charts of reports, the voice activity model.
FROM node:22-bookworm-slim AS npm
WORKDIR /source
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
COPY --from=npm /source/node_modules node_modules
# The vendor packages are demanded: an image made of stand-ins would answer nothing.
RUN dotnet publish src/ServerlessAffect.Functions/ServerlessAffect.Functions.csproj \
      --configuration Release --runtime linux-x64 --self-contained false \
      -p:UseVendorSdk=true --output /app

FROM mcr.microsoft.com/azure-functions/dotnet-isolated:4-dotnet-isolated10.0
# ffmpeg decodes all sound but plain WAV, as a child that setpriv (util-linux) makes nobody's, without privileges, whoever the host runs as. libxgboost0 fits boosted trees.
RUN apt-get update \
    && apt-get install -y --no-install-recommends ffmpeg libxgboost0 util-linux \
    && rm -rf /var/lib/apt/lists/*
ENV AzureWebJobsScriptRoot=/home/site/wwwroot \
    AzureFunctionsJobHost__Logging__Console__IsEnabled=true \
    DOTNET_EnableDiagnostics=0
COPY --from=build /app /home/site/wwwroot
