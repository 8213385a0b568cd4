@echo off
rem Starts Pressrun on a Java 25 or newer: JAVA_HOME, then java on PATH.
rem   JAVA_OPTS  further JVM options; they win over those set here
setlocal
set "HOME_DIR=%~dp0.."
set "JAVA_EXE=java.exe"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "JAVA_EXE=%JAVA_HOME%\bin\java.exe"
set "FEATURE=0"
for /f "tokens=4 delims==. " %%v in ('call "%JAVA_EXE%" -XshowSettings:properties -version 2^>^&1 ^| findstr /c:"java.specification.version ="') do set "FEATURE=%%v"
if %FEATURE% LSS 25 (
  echo pressrun: needs Java 25 or newer; "%JAVA_EXE%" is not. Install one ^(https://adoptium.net/temurin/releases/?version=25^) or set JAVA_HOME to where it is. 1>&2
  exit /b 69
)
set "CLASSPATH_ALL=%HOME_DIR%\lib\*"
set "TUNING=-XX:TieredStopAtLevel=1"
if "%~1"=="dev" (
  if exist "%HOME_DIR%\dev" set "CLASSPATH_ALL=%HOME_DIR%\lib\*;%HOME_DIR%\dev\*"
  set "TUNING=-XX:+ExitOnOutOfMemoryError -XX:-OmitStackTraceInFastThrow"
)
if "%~1"=="worker" set "TUNING=-XX:+ExitOnOutOfMemoryError -XX:-OmitStackTraceInFastThrow -XX:MaxRAMPercentage=65"
"%JAVA_EXE%" --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true %TUNING% %JAVA_OPTS% -cp "%CLASSPATH_ALL%" io.pressrun.cli.Main %*
exit /b %ERRORLEVEL%
